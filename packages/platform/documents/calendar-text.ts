import { escape } from 'ical-generator';

/** A text as one line of a calendar. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** The name of a calendar, which the library writes as it is given: a line break in it would be a line of the calendar. */
export const calendarName = (name: string): string => escape(oneLine(name), false);
