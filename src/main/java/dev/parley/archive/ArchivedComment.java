package dev.parley.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment of an archive.
 *
 * @param id its id in the source, the same in every export
 * @param parent the id of the comment it answers
 * @param page the {@link ArchivedPage#id()} of its page
 * @param address the network address it came from, as whole as the source keeps it
 */
public record ArchivedComment(
    String id,
    Optional<String> parent,
    String page,
    ArchivedAuthor author,
    ArchivedText text,
    Standing standing,
    Instant at,
    Optional<Instant> editedAt,
    Votes votes,
    Optional<String> address) {}
