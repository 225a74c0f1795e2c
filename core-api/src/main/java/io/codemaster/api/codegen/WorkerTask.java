package io.codemaster.api.codegen;

/**
 * What a worker is asked to do for an attempt. It accepts at once and reports by {@link CodegenCommand}s; asked again for
 * the same task and attempt it does the work once.
 */
public sealed interface WorkerTask
        permits ReserveQueuePlace,
                EnqueueAttempt,
                PrepareWorkspace,
                RunAgent,
                CaptureChanges,
                PushBranch,
                StopAttempt,
                ReleaseAttempt {

    CodegenTaskId taskId();
}
