// Whether anybody listens is a matter of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
