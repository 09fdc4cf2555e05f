import { Conflict, LimitExceeded, NotFound } from '../platform/errors.ts';

/** Also said of another tenant's endpoint. */
export class NotificationEndpointNotFound extends NotFound {
  override readonly code = 'NOTIFICATION_ENDPOINT_NOT_FOUND';

  constructor(id: string) {
    super(`No notification endpoint ${id}`);
  }
}

export class NotificationNotFound extends NotFound {
  override readonly code = 'NOTIFICATION_NOT_FOUND';

  constructor(id: string) {
    super(`No delivery ${id} that could be made again`);
  }
}

export class NotificationEndpointManaged extends Conflict {
  override readonly code = 'NOTIFICATION_ENDPOINT_MANAGED';

  constructor() {
    super('The endpoint comes from the setting CLIENT_API_URL');
  }
}

export class NotificationEndpointDisabled extends Conflict {
  override readonly code = 'NOTIFICATION_ENDPOINT_DISABLED';

  constructor() {
    super('The endpoint is disabled: enable it first');
  }
}

export class NotificationEndpointLimitReached extends LimitExceeded {
  override readonly code = 'NOTIFICATION_ENDPOINT_LIMIT_REACHED';
}
