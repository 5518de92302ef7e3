/**
 * Each site's own model as a service: what moderators decided is kept as examples, {@link
 * dev.parley.learning} learns from them in the background, and screening asks here for the scores
 * that hold on a site. A model starts from the shipped scores and replaces them on its site once it
 * has proved better there.
 */
@NullMarked
package dev.parley.sitemodel;

import org.jspecify.annotations.NullMarked;
