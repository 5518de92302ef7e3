/** The publisher's sites and what each has settled. */
@NullMarked
package dev.parley.site;

import org.jspecify.annotations.NullMarked;
