import { Conflict, HubError, NotFound } from '../platform/errors.ts';

export class SyncJobNotFound extends NotFound {
  override readonly code = 'SYNC_JOB_NOT_FOUND';

  constructor(id: string) {
    super(`No sync job ${id}`);
  }
}

/** A finished job cannot be canceled, a running one cannot be retried. */
export class SyncJobStateConflict extends Conflict {
  override readonly code = 'SYNC_JOB_STATE_CONFLICT';
}

/** The caller's scopes open other resources than those of the sync. */
export class SyncResourcesForbidden extends HubError {
  readonly code = 'SYNC_RESOURCES_FORBIDDEN';

  constructor(allowed: ReadonlySet<string>) {
    super(`Your scopes allow syncs of ${[...allowed].join(', ') || 'nothing'} only`);
  }
}
