/** Why a widget does not appear on a publisher's page. */
@NullMarked
package dev.parley.embedding;

import org.jspecify.annotations.NullMarked;
