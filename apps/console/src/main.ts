import './without-eval.ts';
import './console-app.ts';
