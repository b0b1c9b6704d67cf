import Shepherd from 'shepherd.js';
import 'shepherd.js/dist/css/shepherd.css';

/** A tour as its manual shows it: the first of three steps is on screen. */
const tour = new Shepherd.Tour({ useModalOverlay: true });
tour.addSteps([
  { title: 'Projects', text: 'Everything you look into.', attachTo: { element: '#projects', on: 'bottom' } },
  { title: 'Notes', text: 'What was said.', attachTo: { element: '#notes', on: 'bottom' } },
  { title: 'People', text: 'Who said it.', attachTo: { element: '#people', on: 'bottom' } },
]);
void tour.start();
