import { driver } from 'driver.js';
import 'driver.js/dist/driver.css';

/** A tour as its manual shows it: the first of three steps is on screen. */
driver({
  steps: [
    { element: '#projects', popover: { title: 'Projects', description: 'Everything you look into.' } },
    { element: '#notes', popover: { title: 'Notes', description: 'What was said.' } },
    { element: '#people', popover: { title: 'People', description: 'Who said it.' } },
  ],
}).drive();
