package io.codemaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.UserId;
import io.codemaster.app.security.session.RightsFromElsewhere;
import io.codemaster.app.store.database.MigratedDatabase;
import io.codemaster.query.shared.RightsChanged;

class RightsBroadcastIT {

    private static final RightsChanged CHANGE = new RightsChanged(new UserId("somebody"));

    private final JdbcConnectionPool pool = MigratedDatabase.open("rights");

    private final JdbcTemplate jdbc = new JdbcTemplate(pool);

    private final List<Object> heardHere = new ArrayList<>();

    private final List<Object> heardThere = new ArrayList<>();

    private final RightsFromElsewhere elsewhereHere = new RightsFromElsewhere(this::hearHere);

    private final RightsBroadcast here = new RightsBroadcast(jdbc, elsewhereHere);

    private final RightsBroadcast there = new RightsBroadcast(jdbc, new RightsFromElsewhere(heardThere::add));

    /** As Spring does: everybody in the process hears of it, the broadcast too. */
    private void hearHere(Object event) {
        heardHere.add(event);
        here.on((RightsChanged) event);
    }

    @AfterEach
    void forget() {
        jdbc.execute("DROP ALL OBJECTS");
        pool.dispose();
    }

    @Test
    void whatOneProcessHearsIsToldOnceInEachOther() {
        here.on(CHANGE);
        there.passOn();
        there.passOn();
        assertThat(heardThere).containsExactly(CHANGE);
        here.passOn();
        assertThat(heardHere).containsExactly(CHANGE);
    }

    @Test
    void whatHasComeAnotherWayIsNotPassedOn() {
        elsewhereHere.tell(CHANGE.userId());
        assertThat(heardHere).containsExactly(CHANGE);
        there.passOn();
        assertThat(heardThere).isEmpty();
    }

    @Test
    void everyProcessOfAnInstallationGoesByTheNameOfTheFirst() {
        assertThat(SharedName.of(jdbc, "first").value()).isEqualTo("first");
        assertThat(SharedName.of(jdbc, "second").value()).isEqualTo("first");
    }
}
