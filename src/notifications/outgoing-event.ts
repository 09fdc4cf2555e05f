/** What client applications can be told. The payload of each type is part of the public contract. */
export type OutgoingEventType =
  `${'sync' | 'batch'}.${'started' | 'succeeded' | 'failed'}` | 'integration.degraded';

export interface OutgoingEventDraft {
  readonly type: OutgoingEventType;
  /** The entity it is about: events of one subject are delivered in order. */
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
