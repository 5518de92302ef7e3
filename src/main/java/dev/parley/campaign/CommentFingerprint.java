package dev.parley.campaign;

import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The properties of a comment by which its surroundings are found.
 *
 * @param parent the comment it answers
 * @param address its sender's IP address
 * @param fingerprint equal for equal texts
 * @param sketch similar for texts that are nearly equal; empty for a short text
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
