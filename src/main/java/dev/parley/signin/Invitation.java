package dev.parley.signin;

import dev.parley.moderator.Moderator.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An account that somebody may make for themselves.
 *
 * @param sites the slugs of their sites
 * @param invitedBy the name of the administrator who invites
 */
record Invitation(
    UUID id, String email, Role role, List<String> sites, String invitedBy, Instant expiresAt) {}
