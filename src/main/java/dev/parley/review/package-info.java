/** Cases, claims and decisions: the moderators' work. */
@NullMarked
package dev.parley.review;

import org.jspecify.annotations.NullMarked;
