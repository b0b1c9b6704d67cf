/** The member spent points on a reward, and the server has committed it. */
export class HearthRedeemEvent extends Event {
  readonly rewardId: string;

  constructor(rewardId: string) {
    super('hearth-redeem', { bubbles: true, composed: true });
    this.rewardId = rewardId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-redeem': HearthRedeemEvent;
  }
}
