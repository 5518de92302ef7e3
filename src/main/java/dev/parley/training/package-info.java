/**
 * How the shipped models are made and measured: the labelled texts, the trainer, the figures, and
 * the commands {@code train} and {@code evaluate}.
 */
@NullMarked
package dev.parley.training;

import org.jspecify.annotations.NullMarked;
