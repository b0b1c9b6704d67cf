/** The elements as classes: importing this registers nothing (`@hearth/widgets/nps` and its siblings do). */
export { HearthAnswerEvent } from './events/hearth-answer.ts';
export { HearthDismissEvent } from './events/hearth-dismiss.ts';
export { HearthOutcomeEvent } from './events/hearth-outcome.ts';
export { HearthScoreSelectEvent } from './events/hearth-score-select.ts';
export { connect } from './internal/connection.ts';
export { HearthNps } from './nps/nps.ts';
