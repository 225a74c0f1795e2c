package io.codemaster.command.identity;

import static org.axonframework.test.matchers.Matchers.matches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.AccessTokenIssued;
import io.codemaster.api.identity.AccessTokenRevoked;
import io.codemaster.api.identity.ChangeNoticePreferences;
import io.codemaster.api.identity.ChangeUserProfile;
import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.ChangeUserStanding;
import io.codemaster.api.identity.CheckContact;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.ExternalIdentityRecorded;
import io.codemaster.api.identity.IssueAccessToken;
import io.codemaster.api.identity.NoticePreferencesChanged;
import io.codemaster.api.identity.OpenSession;
import io.codemaster.api.identity.RecordPasswordChange;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.RevokeAccessToken;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserDisabled;
import io.codemaster.api.identity.UserEmailClaimed;
import io.codemaster.api.identity.UserEnabled;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserPasswordChanged;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.notice.NoticeContact;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeTopic;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class UserTest {

    private static final UserId ID = new UserId("user-1");

    private static final Instant LATER = Instant.parse("2027-01-31T00:00:00Z");

    private static final ExternalIdentity FEISHU = new ExternalIdentity("feishu", "t1", "ou_1");

    private static final NoticePreferences NO_CARDS =
            new NoticePreferences(Set.of(NoticeTopic.GENERATION, NoticeTopic.MERGE), Set.of());

    private final FixtureConfiguration<User> user = new AggregateTestFixture<>(User.class);

    private final RecordingRoster roster = new RecordingRoster();

    @BeforeEach
    void theRosterIsAtHand() {
        user.registerInjectableResource(roster);
    }

    private static UserRegistered registered(@Nullable UserRole role) {
        return new UserRegistered(ID, "Li Wei", "li@example.com", role, UserSource.LOCAL);
    }

    private static RegisterUser register(@Nullable UserRole role, @Nullable ExternalIdentity identity) {
        return new RegisterUser(
                ID,
                "Li Wei",
                "li@example.com",
                null,
                role,
                identity == null ? UserSource.LOCAL : UserSource.FEISHU,
                identity);
    }

    @Test
    void whoSignsInByAddressClaimsIt() {
        user.givenNoPriorActivity()
                .when(register(UserRole.PM, null))
                .expectEvents(registered(UserRole.PM), new UserEmailClaimed(ID, "li@example.com"));
    }

    @Test
    void whoComesFromElsewhereClaimsThatIdentityAndNoAddress() {
        user.givenNoPriorActivity()
                .when(register(null, new ExternalIdentity("feishu", "t1", "ou_1")))
                .expectEvents(
                        new UserRegistered(ID, "Li Wei", "li@example.com", null, UserSource.FEISHU),
                        new ExternalIdentityRecorded(ID, FEISHU),
                        new ExternalIdentityClaimed(ID, "feishu", "t1", "ou_1"));
    }

    @Test
    void whoCameFromElsewhereBeforeIsRecognisedAtTheNextSignIn() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserProfile(ID, "Li Wei", "li@example.com", null, FEISHU))
                .expectEvents(new ExternalIdentityRecorded(ID, FEISHU));
    }

    @Test
    void anIdentityThatIsKnownIsNoNews() {
        user.given(registered(UserRole.PM), new ExternalIdentityRecorded(ID, FEISHU))
                .when(new ChangeUserProfile(ID, "Li Wei", "li@example.com", null, FEISHU))
                .expectNoEvents();
    }

    @Test
    void whatSomebodyWantsToHearOfIsKept() {
        user.given(registered(UserRole.PM))
                .when(new ChangeNoticePreferences(ID, NO_CARDS))
                .expectEvents(new NoticePreferencesChanged(ID, NO_CARDS));
    }

    @Test
    void theSameChoiceAgainIsNoNews() {
        user.given(registered(UserRole.PM))
                .when(new ChangeNoticePreferences(ID, NoticePreferences.EVERYTHING))
                .expectNoEvents();
    }

    @Test
    void aContactSaysWhoItIsElsewhereAndWhatTheyWantToHearOf() {
        user.given(
                        registered(UserRole.ADMIN),
                        new ExternalIdentityRecorded(ID, FEISHU),
                        new NoticePreferencesChanged(ID, NO_CARDS),
                        new UserDisabled(ID))
                .when(new CheckContact(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new NoticeContact("Li Wei", false, true, FEISHU, NO_CARDS));
    }

    @Test
    void aContactOfOursIsNobodyElsewhere() {
        user.given(registered(UserRole.PM))
                .when(new CheckContact(ID))
                .expectResultMessagePayload(
                        new NoticeContact("Li Wei", true, false, null, NoticePreferences.EVERYTHING));
    }

    @Test
    void anAdministratorIsOnTheRosterFromTheStart() {
        user.givenNoPriorActivity().when(register(UserRole.ADMIN, null)).expectSuccessfulHandlerExecution();
        roster.heard("appoint user-1");
    }

    @Test
    void aRoleThatIsThereAlreadyIsNoNews() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserRole(ID, UserRole.PM))
                .expectNoEvents();
    }

    @Test
    void roleAndStatusChangeTogether() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserStanding(ID, UserRole.RD, UserStatus.DISABLED))
                .expectEvents(new UserRoleChanged(ID, UserRole.RD), new UserDisabled(ID));
    }

    @Test
    void whatIsNotNamedStays() {
        user.given(registered(UserRole.PM), new UserDisabled(ID))
                .when(new ChangeUserStanding(ID, null, UserStatus.ACTIVE))
                .expectEvents(new UserEnabled(ID));
    }

    @Test
    void somebodyWhoBecomesAdministratorIsAppointed() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserStanding(ID, UserRole.ADMIN, null))
                .expectEvents(new UserRoleChanged(ID, UserRole.ADMIN));
        roster.heard("appoint user-1");
    }

    @Test
    void aDisabledUserWhoBecomesAdministratorIsNotAppointedYet() {
        user.given(registered(UserRole.PM), new UserDisabled(ID))
                .when(new ChangeUserRole(ID, UserRole.ADMIN))
                .expectEvents(new UserRoleChanged(ID, UserRole.ADMIN));
        roster.heard();
    }

    @Test
    void anAdministratorRetiresByRoleAndByStatus() {
        user.given(registered(UserRole.ADMIN))
                .when(new ChangeUserStanding(ID, UserRole.PM, null))
                .expectEvents(new UserRoleChanged(ID, UserRole.PM));
        roster.heard("retire user-1");
    }

    @Test
    void theLastAdministratorIsNeitherDemotedNorDisabled() {
        roster.refuses = true;
        user.given(registered(UserRole.ADMIN))
                .when(new ChangeUserStanding(ID, null, UserStatus.DISABLED))
                .expectException(CommandRejected.class)
                .expectExceptionDetails(matches((Object it) ->
                        it instanceof Rejection refusal && refusal.code() == ErrorCode.IDENTITY_LAST_ADMIN))
                .expectNoEvents();
    }

    @Test
    void aDisabledUserIsNotLetIn() {
        user.given(registered(UserRole.PM), new UserDisabled(ID))
                .when(new OpenSession(ID, UserSource.LOCAL))
                .expectException(CommandRejected.class)
                .expectNoEvents();
    }

    @Test
    void aSignInIsRecorded() {
        user.given(registered(UserRole.PM))
                .when(new OpenSession(ID, UserSource.LOCAL))
                .expectEvents(new SessionOpened(ID, UserSource.LOCAL));
        roster.heard();
    }

    @Test
    void anAdministratorFromBeforeTheRosterGetsOntoItBySigningIn() {
        user.given(registered(UserRole.ADMIN))
                .when(new OpenSession(ID, UserSource.LOCAL))
                .expectEvents(new SessionOpened(ID, UserSource.LOCAL));
        roster.heard("appoint user-1");
    }

    @Test
    void onlyALocalAccountHasAPassword() {
        user.given(registered(UserRole.PM))
                .when(new RecordPasswordChange(ID, "session"))
                .expectEvents(new UserPasswordChanged(ID, "session"));
    }

    @Test
    void anAccountFromElsewhereHasNone() {
        user.given(new UserRegistered(ID, "Li Wei", null, null, UserSource.FEISHU))
                .when(new RecordPasswordChange(ID, null))
                .expectException(CommandRejected.class);
    }

    @Test
    void aProfileIsNewsOnlyWhenItDiffers() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserProfile(ID, "Li Wei", "li@example.com", null))
                .expectNoEvents();
    }

    @Test
    void aNewPictureIsNews() {
        user.given(registered(UserRole.PM))
                .when(new ChangeUserProfile(ID, "Li Wei", "li@example.com", "https://example.com/a.png"))
                .expectEvents(new UserProfileChanged(ID, "Li Wei", "li@example.com", "https://example.com/a.png"));
    }

    @Test
    void aTokenIsIssuedAndRevokedOnce() {
        var token = new AccessTokenId("token-1");
        var issued = new AccessTokenIssued(ID, token, "CI", Set.of(TokenScope.READ), LATER);
        user.given(registered(UserRole.PM))
                .when(new IssueAccessToken(ID, token, "CI", Set.of(TokenScope.READ), LATER))
                .expectEvents(issued);
        new AggregateTestFixture<>(User.class)
                .registerInjectableResource(roster)
                .given(registered(UserRole.PM), issued, new AccessTokenRevoked(ID, token))
                .when(new RevokeAccessToken(ID, token))
                .expectNoEvents();
    }

    @Test
    void nobodyKeepsMoreTokensThanTheyCanKnow() {
        var many = new ArrayList<Object>(List.of(registered(UserRole.PM)));
        IntStream.range(0, User.MOST_TOKENS)
                .forEach(i -> many.add(new AccessTokenIssued(
                        ID, new AccessTokenId("token-" + i), "CI", Set.of(TokenScope.READ), LATER)));
        user.given(many)
                .when(new IssueAccessToken(ID, new AccessTokenId("more"), "CI", Set.of(TokenScope.READ), LATER))
                .expectException(CommandRejected.class)
                .expectNoEvents();
    }

    /** Says what it was told. */
    private static final class RecordingRoster implements AdministratorRoster {

        private final List<String> told = new ArrayList<>();

        private boolean refuses;

        @Override
        public void appoint(UserId user) {
            told.add("appoint " + user);
        }

        @Override
        public void retire(UserId user) {
            if (refuses) {
                throw new CommandRejected(ErrorCode.IDENTITY_LAST_ADMIN, "last");
            }
            told.add("retire " + user);
        }

        void heard(String... expected) {
            org.assertj.core.api.Assertions.assertThat(told).containsExactly(expected);
        }
    }
}
