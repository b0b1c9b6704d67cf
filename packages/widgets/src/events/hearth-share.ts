/** A member copied their referral link, or handed it to the device's share sheet. */
export class HearthShareEvent extends Event {
  readonly channel: 'copy' | 'native';

  constructor(channel: HearthShareEvent['channel']) {
    super('hearth-share', { bubbles: true, composed: true });
    this.channel = channel;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-share': HearthShareEvent;
  }
}
