// @ts-check
/** What a moderator's role lets them do. The service refuses the rest; here it is not offered. */

/** Whether they may decide on a site, or only read there. @param {Api.Moderator | null} who @param {string} site its slug */
export const mayDecideOn = (who, site) => who?.role === 'administrator' || Boolean(who?.sites.some(({ slug, role }) => slug === site && role !== 'reader'));
