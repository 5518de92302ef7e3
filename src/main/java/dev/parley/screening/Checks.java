package dev.parley.screening;

import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.sitemodel.SiteScores;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checks, in the order in which moderators read their signals. This list is the policy page.
 */
public final class Checks {
  private static final Logger log = LoggerFactory.getLogger(Checks.class);

  private final Check toxicity;
  private final Check spam;
  private final Check secondOpinion;
  private final Check siteModel;
  private final Check nameToxicity;
  private final Check pageTitle;
  private final Judging judging;

  private Checks(
      Check toxicity,
      Check spam,
      Check secondOpinion,
      Check siteModel,
      Check nameToxicity,
      Check pageTitle,
      Judging judging) {
    this.toxicity = toxicity;
    this.spam = spam;
    this.secondOpinion = secondOpinion;
    this.siteModel = siteModel;
    this.nameToxicity = nameToxicity;
    this.pageTitle = pageTitle;
    this.judging = judging;
  }

  /**
   * All checks with the models that come with Parley. Without the models, the checks that need them
   * say that they cannot run, and comments wait for moderators.
   */
  public static Checks shipped(SecondOpinions opinions) {
    return shipped(opinions, Optional.empty());
  }

  /** All checks, with the models of the sites on top. */
  public static Checks shipped(SecondOpinions opinions, Optional<SiteScores> siteScores) {
    try {
      return with(Models.shipped(), opinions, siteScores.orElse(SiteScores.NONE));
    } catch (ModelUnavailable missing) {
      log.error("The models cannot be loaded; all comments will wait for a moderator", missing);
      return withoutModels(missing);
    }
  }

  /** All checks with these models. */
  public static Checks with(Models models, SecondOpinions opinions, SiteScores siteScores) {
    ModelChecks checks = new ModelChecks(models);
    return new Checks(
        checks.toxicity(),
        checks.spam(),
        checks.secondOpinion(),
        checks.siteModel(),
        new NameToxicityCheck(models),
        new PageTitleCheck(Optional.of(models)),
        Judging.by(models, opinions, siteScores));
  }

  static Checks withoutModels(ModelUnavailable why) {
    return new Checks(
        ModelChecks.missing(ModelChecks.TOXICITY, why),
        ModelChecks.missing(ModelChecks.SPAM, why),
        ModelChecks.missing(ModelChecks.SECOND_OPINION, why),
        ModelChecks.missing(ModelChecks.SITE_MODEL, why),
        ModelChecks.missing("name-toxicity", why),
        new PageTitleCheck(Optional.empty()),
        Judging.none(why, "none"));
  }

  /** The screening of comments that readers post. */
  public Screening ofComments(Work work) {
    return ofComments(work, ScreeningMetrics.none());
  }

  /** The same, measured. */
  public Screening ofComments(Work work, ScreeningMetrics metrics) {
    return new Screening(judging, Stream.concat(ofText(), ofSender()).toList(), work, metrics);
  }

  /** The screening of a text that nobody has posted. */
  public Screening ofTexts(Work work) {
    return new Screening(judging, ofText().toList(), work);
  }

  /** Decides again about what was screened before. */
  public Replay replay() {
    return new Replay(nameToxicity);
  }

  private Stream<Check> ofText() {
    return Stream.of(
        // exact rules
        WordsCheck.banned(),
        // what it says
        toxicity,
        secondOpinion,
        spam,
        siteModel,
        WordsCheck.suspect(),
        new LanguageCheck(),
        // what it carries
        new LinksCheck(),
        // what it sells
        new AdvertCheck());
  }

  private Stream<Check> ofSender() {
    return Stream.of(
        // whether it was posted before
        new DuplicateCheck(),
        // what goes on around it
        new CampaignCheck(),
        new LinkReputationCheck(),
        new FirstLinkCheck(),
        new BurstCheck(),
        // whether people are meant to see it
        new PraiseCheck(),
        new AuthorNameCheck(),
        // whose name it uses, and what the name says
        new ReservedNameCheck(),
        nameToxicity,
        // what the page would be called
        pageTitle,
        // how it was sent
        new FormChecks.Honeypot(),
        new FormChecks.TimeTrap(),
        // who sent it
        new AuthorChecks.Newcomer(),
        new AuthorChecks.Unproven(),
        new AuthorChecks.RejectedBefore(),
        // what the site wants to see in any case
        new FormChecks.Premoderation());
  }
}
