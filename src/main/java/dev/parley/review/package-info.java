/** Cases, claims, decisions and bans: the moderators' work. */
@NullMarked
package dev.parley.review;

import org.jspecify.annotations.NullMarked;
