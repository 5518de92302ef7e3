import type { components } from '../../../target/web-checks/api';

type Schemas = components['schemas'];

/** The answers of the service, as its OpenAPI document describes them. */
declare global {
  namespace Api {
    type ArticleList = Schemas['ArticleList'];
    type Author = Schemas['CaseAuthor'] & Partial<Schemas['KnownAuthor']>;
    type AuthorPage = Schemas['AuthorPage'];
    type AutomationFigures = Schemas['AutomationFigures'];
    type Ban = Schemas['Ban'];
    type Case = Schemas['ReviewCase'];
    type Cases = Schemas['Cases'];
    type CaseEvent = Schemas['CaseEvent'];
    type Claim = Schemas['Claim'];
    type Conversation = Schemas['Conversation'];
    type GroundFigures = Schemas['GroundFigures'];
    type ImportState = Schemas['ImportState'];
    type ErasureReport = Schemas['ErasureReport'];
    type RestrictionFigures = Schemas['RestrictionFigures'];
    type SiteModels = Required<Schemas['SiteModels']>;
    type Forecast = Schemas['Forecast'];
    type Policy = Schemas['Policy'];
    type PolicyVersion = Schemas['PolicyVersion'];
    type HistoryItem = Schemas['HistoryItem'];
    type Log = Schemas['Log'];
    type LogEntry = Schemas['LogEntry'];
    type Moderator = Schemas['Moderator'];
    type Outcomes = Schemas['Outcomes'];
    type Person = Schemas['Person'];
    type ProposedBan = Schemas['ProposedBan'];
    type Purged = Schemas['Purged'];
    type Purges = Schemas['Purges'];
    type Queues = Schemas['Queues'];
    type Reason = Schemas['Reasons']['reasons'] extends (infer One)[] ? One : never;
    type Sessions = Schemas['Sessions'];
    type Invitation = Schemas['Invitation'];
    type SecondFactor = Schemas['SecondFactor'];
    type SecondFactorKey = Schemas['SecondFactorKey'];
    type Site = Schemas['Site'];
    type Signal = Schemas['Signal'];
    type Stats = Schemas['Stats'];
    type Transparency = Schemas['Transparency'];
    type Undone = Schemas['Undone'];
    type Vocabulary = Schemas['Vocabulary'];
    type Webhook = Schemas['Webhook'];
    type Work = Schemas['Work'];
  }
}
