/**
 * The house model: a site's own classifier, learnt from its moderators' decisions. It starts from
 * the shipped scores and replaces them for its site once it has proved better there.
 */
@NullMarked
package dev.parley.house;

import org.jspecify.annotations.NullMarked;
