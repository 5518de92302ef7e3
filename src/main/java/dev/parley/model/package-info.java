/** The shipped toxicity and spam models: scoring, evidence, training and evaluation. */
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
