/** What the mails say. Links carry their secret behind `#`: it reaches no server and no log. */

import type { MailKind } from './mail.entity.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** `pagesUrl`: where the pages of the people's application are. */
export function invitationLink(pagesUrl: string, secret: string): string {
  return `${pagesUrl}/invitation#token=${secret}`;
}

export function invitationText(link: string): MailText {
  return {
    subject: 'You are invited',
    text: `You are invited to work with us in the integration hub.

Accept here, within seven days:
${link}

If you have an account already, enter its password there; else choose one.
`,
  };
}

export function resetText(pagesUrl: string, secret: string): MailText {
  return {
    subject: 'Choose a new password',
    text: `Somebody, hopefully you, asked for a new password for this address.

Choose it here, within an hour:
${pagesUrl}/password-reset#token=${secret}

If it was not you, do nothing: your password stays as it is.
`,
  };
}

/** As long as the other: who asks from outside learns nothing, who owns the address is told. */
export function noAccountText(): MailText {
  return {
    subject: 'Choose a new password',
    text: `Somebody, hopefully you, asked for a new password for this address.

There is no account with this address, so there is nothing to choose. Perhaps yours has another address.

If it was not you, do nothing.
`,
  };
}

export function passwordChangedText(pagesUrl: string): MailText {
  return {
    subject: 'Your password was changed',
    text: `The password of your account was changed, and you were signed out on your other devices.

If it was not you, choose a new one at once:
${pagesUrl}/password-reset
`,
  };
}

type NoticeKind = Exclude<MailKind, 'INVITATION' | 'PASSWORD_RESET' | 'PASSWORD_CHANGED'>;

/** Changes to how somebody signs in, told in case it was not they. */
const notices: Readonly<Record<NoticeKind, readonly [subject: string, what: string]>> = {
  SECOND_FACTOR_ON: [
    'Two-factor sign-in is on',
    'From now on your account asks for a code of your authenticator application as well. You were signed out on your other devices.',
  ],
  SECOND_FACTOR_OFF: [
    'Two-factor sign-in is off',
    'Your account no longer asks for a code of your authenticator application. You were signed out on your other devices.',
  ],
  BACKUP_CODE_USED: [
    'A backup code was used',
    'One of your backup codes was used instead of your authenticator application. It is not good any more.',
  ],
  ACCOUNT_LINKED: [
    'Another way to sign in',
    'An account that you have elsewhere was linked: you can sign in with it from now on.',
  ],
  ACCOUNT_UNLINKED: [
    'One way less to sign in',
    'An account that you have elsewhere was unlinked: nobody can sign in with it any more.',
  ],
};

/** Undefined for mails that are no such notice. */
export function noticeText(kind: MailKind, pagesUrl: string): MailText | undefined {
  if (!isNotice(kind)) return undefined;
  const [subject, what] = notices[kind];
  return {
    subject,
    text: `${what}

If it was not you, choose a new password at once:
${pagesUrl}/password-reset
`,
  };
}

function isNotice(kind: MailKind): kind is NoticeKind {
  return Object.hasOwn(notices, kind);
}
