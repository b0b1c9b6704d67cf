/** The elements as classes: importing this registers nothing (`@hearth/widgets/nps` and its siblings do). */
export { HearthChecklist } from './checklist/checklist.ts';
export { HearthAnswerEvent } from './events/hearth-answer.ts';
export { HearthCollapseEvent } from './events/hearth-collapse.ts';
export { HearthDismissEvent } from './events/hearth-dismiss.ts';
export { HearthEarnEvent } from './events/hearth-earn.ts';
export { HearthOutcomeEvent } from './events/hearth-outcome.ts';
export { HearthRedeemEvent } from './events/hearth-redeem.ts';
export { HearthScoreSelectEvent } from './events/hearth-score-select.ts';
export { HearthStepCompleteEvent } from './events/hearth-step-complete.ts';
export { connect } from './internal/connection.ts';
export { HearthNps } from './nps/nps.ts';
export { HearthRewards } from './rewards/rewards.ts';
