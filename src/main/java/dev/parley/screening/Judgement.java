package dev.parley.screening;

import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import java.util.Map;
import java.util.Optional;

/**
 * What the models make of a draft: the fast ones, a second opinion where they doubt, and what the
 * site has learnt.
 *
 * @param features what they saw of it
 * @param first what the fast models said, when a second opinion was given
 * @param missing why a second opinion that was asked for did not come
 * @param learnt the attributes whose score is the site's own, and what is added to the shipped one
 * @param siteModel the version of the site's own model; 0 without one
 * @param siteModelMissing why the site's own model is unavailable; empty when it was used or there
 *     is none
 */
public record Judgement(
    Features features,
    Scores scores,
    Optional<Scores> first,
    Optional<String> missing,
    Map<Attribute, Addition> learnt,
    int siteModel,
    Optional<String> siteModelMissing) {}
