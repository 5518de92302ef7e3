package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Parent;
import dev.parley.posting.Acquaintance.Known;
import java.util.Optional;

/**
 * A submission that may be posted: the thread is open and its author is not banned.
 *
 * @param newTitle the title the reader's browser sent for a page that has none yet
 * @param known what the database knew about the author on admission; empty if it was not asked
 */
record Admitted(
    Submission submission,
    Article article,
    Optional<String> newTitle,
    Optional<Parent> parent,
    Author author,
    Optional<Known> known) {}
