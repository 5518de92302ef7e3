/**
 * What every route needs: reading requests strictly, and answering in JSON, problems and events.
 */
@NullMarked
package dev.parley.http;

import org.jspecify.annotations.NullMarked;
