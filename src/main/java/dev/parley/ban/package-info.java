/** Who may not post on a site, from where, and what nobody may link to. */
@NullMarked
package dev.parley.ban;

import org.jspecify.annotations.NullMarked;
