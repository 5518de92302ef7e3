package dev.parley.campaign;

import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A comment whose surroundings are looked at.
 *
 * @param parent the comment it answers
 * @param address its sender's IP address
 * @param fingerprint equal for equal texts
 * @param sketch alike for texts nearly alike; empty when the text is short
 * @param domains the registrable domains it links to
 */
public record CommentFingerprint(
    int site,
    UUID id,
    UUID article,
    Optional<UUID> parent,
    UUID author,
    String address,
    long fingerprint,
    Optional<Sketch> sketch,
    List<String> domains,
    Instant at) {}
