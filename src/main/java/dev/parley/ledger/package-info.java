/**
 * What happens on a site and stays: acts, the log that keeps them, and what changes with them. Only
 * this package writes to the log.
 */
@NullMarked
package dev.parley.ledger;

import org.jspecify.annotations.NullMarked;
