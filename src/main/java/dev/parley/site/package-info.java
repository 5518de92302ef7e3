/** The publisher's sites and their settings. */
@NullMarked
package dev.parley.site;

import org.jspecify.annotations.NullMarked;
