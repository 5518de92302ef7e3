/** What administrators settle: a site's policy, its people, its models. */
@NullMarked
package dev.parley.administration;

import org.jspecify.annotations.NullMarked;
