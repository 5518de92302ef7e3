/**
 * What every route needs: reading requests strictly, and answering in JSON, problem documents and
 * events.
 */
@NullMarked
package dev.parley.http;

import org.jspecify.annotations.NullMarked;
