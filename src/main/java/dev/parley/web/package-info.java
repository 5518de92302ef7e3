/** The HTTP server, and what all routes share. */
@NullMarked
package dev.parley.web;

import org.jspecify.annotations.NullMarked;
