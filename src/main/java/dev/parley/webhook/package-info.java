/**
 * Webhooks: addresses of other programs that are told what happens on a site, signed as Standard
 * Webhooks says.
 */
@NullMarked
package dev.parley.webhook;

import org.jspecify.annotations.NullMarked;
