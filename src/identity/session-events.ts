/** That something changed in the sessions of one person: whoever watches them looks again. */
import type { Platform } from '../platform/platform.ts';

export function sessionsChannel(userId: string): string {
  return `sessions:${userId}`;
}

export function announceSessions({ announcements }: Pick<Platform, 'announcements'>, userId: string): void {
  announcements.announce(sessionsChannel(userId), '');
}
