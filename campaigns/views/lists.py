from django.http import HttpResponse


def saved_list_list(request):
    return HttpResponse("")


def saved_list_add(request):
    return HttpResponse("")


def saved_list_detail(request, pk):
    return HttpResponse("")
