/** The shipped toxicity and spam models: what they are, scoring, evidence. */
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
