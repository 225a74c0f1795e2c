package io.codemaster.command.identity;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.AdministratorAppointed;
import io.codemaster.api.identity.AdministratorRetired;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.CommandRejected;

class AdministratorsTest {

    private static final UserId ADA = new UserId("ada");

    private static final UserId BOB = new UserId("bob");

    private final FixtureConfiguration<Administrators> administrators =
            new AggregateTestFixture<>(Administrators.class);

    @Test
    void anotherOneIsAppointedOnce() {
        administrators
                .given(new AdministratorAppointed(ADA))
                .whenInvoking(Administrators.ID, it -> {
                    it.appoint(ADA);
                    it.appoint(BOB);
                })
                .expectEvents(new AdministratorAppointed(BOB));
    }

    @Test
    void oneOfTwoMayRetire() {
        administrators
                .given(new AdministratorAppointed(ADA), new AdministratorAppointed(BOB))
                .whenInvoking(Administrators.ID, it -> it.retire(ADA))
                .expectEvents(new AdministratorRetired(ADA));
    }

    @Test
    void theLastOneMayNot() {
        administrators
                .given(new AdministratorAppointed(ADA), new AdministratorAppointed(BOB), new AdministratorRetired(BOB))
                .whenInvoking(Administrators.ID, it -> it.retire(ADA))
                .expectException(CommandRejected.class)
                .expectNoEvents();
    }

    @Test
    void whoIsNotOnItCannotLeaveIt() {
        administrators
                .given(new AdministratorAppointed(BOB), new AdministratorAppointed(ADA))
                .whenInvoking(Administrators.ID, it -> it.retire(new UserId("unknown")))
                .expectNoEvents();
    }
}
