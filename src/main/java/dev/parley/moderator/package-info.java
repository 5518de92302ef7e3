/** Moderators, their passwords, sessions and API tokens. */
@NullMarked
package dev.parley.moderator;

import org.jspecify.annotations.NullMarked;
