/** The service Akismet was made for, answered by Parley. */
@NullMarked
package dev.parley.akismet;

import org.jspecify.annotations.NullMarked;
