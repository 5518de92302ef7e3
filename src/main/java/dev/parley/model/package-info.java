/** The models for toxicity and spam that come with Parley: their files, scoring and evidence. */
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
