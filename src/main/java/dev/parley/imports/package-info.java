/**
 * Archives of other systems brought into a site: their pages become its articles, and their
 * comments its comments, each once however often it is imported.
 */
@NullMarked
package dev.parley.imports;

import org.jspecify.annotations.NullMarked;
