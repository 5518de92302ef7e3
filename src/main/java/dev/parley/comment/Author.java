package dev.parley.comment;

import java.util.Optional;
import java.util.UUID;

/**
 * Who wrote a comment, as far as a reader without an account says.
 *
 * @param id the same for the same e-mail address on a site; without one, for the same name from the
 *     same network
 */
public record Author(UUID id, String name, Optional<String> email, Optional<String> url) {}
