package io.codemaster.command.identity;

import java.util.function.Consumer;

import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;

/** The roster as an aggregate of its own, changed in the unit of work of the command that is being handled. */
@Component
class RecordedAdministrators implements AdministratorRoster {

    private final Repository<Administrators> repository;

    RecordedAdministrators(Repository<Administrators> repository) {
        this.repository = repository;
    }

    @Override
    public void appoint(UserId user) {
        change(it -> it.appoint(user));
    }

    @Override
    public void retire(UserId user) {
        change(it -> it.retire(user));
    }

    private void change(Consumer<Administrators> decision) {
        try {
            repository.loadOrCreate(Administrators.ID, Administrators::new).execute(decision);
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception impossible) {
            throw new IllegalStateException("the constructor of the list throws nothing", impossible);
        }
    }
}
