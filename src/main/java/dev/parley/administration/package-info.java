/** What administrators manage: a site's policy, people and models. */
@NullMarked
package dev.parley.administration;

import org.jspecify.annotations.NullMarked;
