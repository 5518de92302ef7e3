package dev.parley.review;

import dev.parley.review.Banning.Wanted;
import java.time.Instant;
import java.util.UUID;

/**
 * A ban of a whole network or domain that waits for a second person.
 *
 * @param by who proposed it
 * @param name their name
 */
record BanProposal(UUID id, Wanted wanted, UUID by, String name, Instant createdAt) {}
