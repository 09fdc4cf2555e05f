import { Conflict, HubError } from '../../platform/errors.ts';

/** The provider does not do what the batch asks for. */
export class BatchNotSupported extends Conflict {
  override readonly code = 'BATCH_NOT_SUPPORTED';
}

/** An import whose rows never came, or whose file was removed since. */
export class ImportFileMissing extends HubError {
  readonly code = 'IMPORT_FILE_MISSING';
}

/** Nothing in the file can be understood: not a row is looked at. */
export class ImportFileInvalid extends HubError {
  readonly code = 'IMPORT_FILE_INVALID';
}
