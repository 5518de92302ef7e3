/** The moderation endpoint in the shape that clients of OpenAI's expect. */
@NullMarked
package dev.parley.moderations;

import org.jspecify.annotations.NullMarked;
