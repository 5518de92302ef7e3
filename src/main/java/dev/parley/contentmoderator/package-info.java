/** The text call of Azure Content Moderator, in the shape that its clients expect. */
@NullMarked
package dev.parley.contentmoderator;

import org.jspecify.annotations.NullMarked;
